import { type Code, codesOf, type FieldCode } from './code-lists.ts'

/** 国家重点支持的高新技术领域, second level (国科发火〔2016〕32 号, annex): the first digit and 0 is the field it belongs to. */
export const subfields: readonly Code[] = codesOf(`
101 软件 Software
102 微电子技术 Microelectronics
103 计算机产品及其网络应用技术 Computer products and network applications
104 通信技术 Communication technology
105 广播影视技术 Broadcasting and film technology
106 新型电子元器件 New electronic components
107 信息安全技术 Information security
108 智能交通和轨道交通技术 Intelligent and rail transport
201 医药生物技术 Medical biotechnology
202 中药、天然药物 Chinese and natural medicines
203 化学药研发技术 Chemical drug development
204 药物新剂型与制剂创新技术 New dosage forms and preparations
205 医疗仪器、设备与医学专用软件 Medical instruments, equipment and software
206 轻工和化工生物技术 Biotechnology for light and chemical industry
207 农业生物技术 Agricultural biotechnology
301 航空技术 Aeronautics
302 航天技术 Space technology
401 金属材料 Metals
402 无机非金属材料 Inorganic non-metallic materials
403 高分子材料 Polymers
404 生物医用材料 Biomedical materials
405 精细和专用化学品 Fine and special chemicals
406 与文化艺术产业相关的新材料 New materials for culture and arts
501 研发与设计服务 Research and design services
502 检验检测认证与标准服务 Testing, certification and standards
503 信息技术服务 Information technology services
504 高技术专业化服务 Specialised high-tech services
505 知识产权与成果转化服务 Intellectual property and technology transfer
506 电子商务与现代物流技术 E-commerce and modern logistics
507 城市管理与社会服务 City management and social services
508 文化创意产业支撑技术 Technology for creative industries
601 可再生清洁能源 Clean renewable energy
602 核能及氢能 Nuclear and hydrogen energy
603 新型高效能量转换与储存技术 Efficient energy conversion and storage
604 高效节能技术 Energy saving
701 水污染控制与水资源利用技术 Water pollution control and water use
702 大气污染控制技术 Air pollution control
703 固体废弃物处置与综合利用技术 Solid waste disposal and reuse
704 物理性污染防治技术 Control of noise, vibration and radiation
705 环境监测及环境事故应急处理技术 Environmental monitoring and emergency response
706 生态环境建设与保护技术 Ecological construction and protection
707 清洁生产技术 Cleaner production
708 资源勘查、高效开采与综合利用技术 Exploration, efficient extraction and use of resources
801 工业生产过程控制系统 Industrial process control
802 安全生产技术 Work safety technology
803 高性能、智能化仪器仪表 High-performance and smart instruments
804 先进制造工艺与装备 Advanced manufacturing processes and equipment
805 新型机械 New machinery
806 电力系统与设备 Power systems and equipment
807 汽车及轨道车辆相关技术 Motor and rail vehicles
808 高技术船舶与海洋工程装备设计制造技术 High-tech ships and ocean engineering
809 传统文化产业改造技术 Renewal of traditional cultural industries
`)

/** The field of the first level that a sub-field belongs to. */
export function fieldOf(subfield: string): FieldCode {
  return `${subfield.slice(0, 1)}0` as FieldCode
}
